"""The labels that digests put before their fields, in the languages that they come in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from readerapp.text.clean import unescape

Field = Literal[
    "title", "original", "translation", "authors", "abstract", "summary", "link", "pdf", "code", "date", "arxiv", "doi", "votes",
    "type", "number", "venue", "related", "other", ""
]  # fmt: skip
"""What a label announces. `original`: the title in the paper's own language; `translation`: the title in the digest's;
`summary`: somebody else's; `venue`: anything that only papers have (subjects, journal, comments); `other`: any other label;
"" for none."""

_WORDS: dict[Field, str] = {
    "title": """title; paper title; article title; titel; titre; título; titulo; titolo; tytuł; название; заголовок; başlık; tiêu đề;
        tên bài báo; 标题; 题目; 論文題目; 论文标题; 论文题目; 论文名称; 论文名; 題目; 標題; 論文標題; タイトル; 論文タイトル; 論文名; 제목;
        논문 제목; 논문명; paper; papers; article; publication; 论文; 論文; 논문; bài báo; artículo; artikel; статья""",
    "original": """original title; full title; english title; title en; 原标题; 原题; 原題; 原文标题; 英文标题; 英文题目; 英文原题;
        originaltitel; titre original; título original; titolo originale; 원제; 영문 제목; tiêu đề gốc; оригинальное название;
        原タイトル; 英題""",
    "translation": """translated title; chinese title; title zh; title cn; title ja; title translation; japanese title; 中文标题; 标题翻译;
        译名; 中文题目; 中文名; 标题译文; 邦題; 日本語タイトル; 和訳; 和訳タイトル; 한글 제목; 한국어 제목; 번역 제목; tiêu đề tiếng việt;
        übersetzter titel; titre traduit; título traducido; перевод названия; short title; tên tiếng việt""",
    "authors": """author; authors; author s; by; author list; authors list; first author; all authors; lead author; autor; autoren;
        autorin; autorinnen; verfasser; auteur; auteurs; autores; autora; autoras; autore; autori; autorzy; автор; авторы; yazar;
        yazarlar; tác giả; nhóm tác giả; 作者; 作者列表; 第一作者; 论文作者; 著者; 著者名; 執筆者; 저자; 작성자; 글쓴이; forfattere; auteur s;
        autor es; creator; creators; researchers""",
    "abstract": """abstract; abstract en; original abstract; paper abstract; full abstract; english abstract; 摘要; 原文摘要; 英文摘要;
        论文摘要; 摘要原文; 摘要 原文; 原始摘要; 抄録; 要旨; アブストラクト; 要旨原文; 原文アブストラクト; 英文アブストラクト; 英語アブストラクト; 原文要旨; 英文要旨; 초록; 논문 초록; 원문 초록; 영문 초록; 영어 초록; zusammenfassung; kurzfassung;
        résumé; resumé; resume; resumen; resumo; riassunto; sommario; abstrakt; streszczenie; аннотация; özet; samenvatting;
        tóm tắt; tóm tắt gốc; sammendrag; sammanfattning""",
    "summary": """summary; summaries; tl dr; tldr; tl;dr; one line summary; one liner; one sentence summary; short summary; ai summary;
        llm summary; gpt summary; summary ai; ai generated summary; key points; key takeaways; takeaways; takeaway; key findings;
        main findings; highlights; highlight; key idea; main idea; in a nutshell; in short; gist; description; brief; overview;
        introduction; intro; what it does; why it matters; key insight; insight; insights; 一句话; 一句话要点; 一句话总结; 一句话摘要;
        总结; 中文摘要; 中文总结; 中文简介; 摘要翻译; 摘要 中文; 翻译; 简介; 简述; 要点; 要点总结; 核心要点; 核心观点; 核心贡献; 主要贡献; 亮点;
        ai 总结; ai 摘要; ai 解读; 智能总结; 解读; 推荐理由; 内容简介; 介绍; 概述; 概括; 摘要译文; 译文; 重點; 總結; 簡介; 要約; まとめ; 概要;
        一言でいうと; 一言まとめ; ひとこと; ポイント; 日本語要約; 요약; 한줄 요약; 한 줄 요약; 핵심 요약; 핵심; ai 요약; 주요 내용; kurz gesagt;
        kernaussage; kernaussagen; worum es geht; beschreibung; en bref; en résumé; points clés; description; idée clé; en breve;
        puntos clave; descripción; em resumo; in breve; кратко; краткое содержание; суть; описание; tóm tắt ai; tóm tắt ngắn;
        tóm lược; ý chính; điểm chính; mô tả; kısa özet; key contributions; contribution; contributions; main contribution;
        comment by editor; editor s note; abstract zh; abstract cn; chinese abstract; 中文概述; 一句话概括""",
    "link": """link; links; url; urls; paper link; paper url; source link; arxiv link; arxiv url; full text; full paper; read; read more;
        html; abs; abstract page; web; website; where; 链接; 论文链接; 原文链接; 论文地址; 地址; 原文; 全文; 原文地址; 連結; 鏈接; 論文連結;
        リンク; 論文リンク; 論文url; 링크; 논문 링크; 원문; 원문 링크; 출처; verweis; quelle; lien; liens; enlace; enlaces; vínculo;
        collegamento; ссылка; ссылки; bağlantı; liên kết; đường dẫn; nguồn; available at; access; lire; leer""",
    "pdf": "pdf; pdf link; pdf url; download; download pdf; pdf 链接; pdf链接; pdf 下载; 下载; pdf ダウンロード; télécharger",
    "code": """code; codes; github; code link; code url; source code; repo; repository; implementation; project code; code repo;
        official code; github link; github repo; 代码; 代码链接; 源码; 代码地址; 开源代码; 代码仓库; 開源代碼; コード; 実装; 코드; 소스 코드;
        quellcode; dépôt; código; codice; код; mã nguồn; gitlab""",
    "date": """date; published; publish date; published on; published date; publication date; submitted; submitted on; submission date;
        submit date; updated; last updated; updated on; update; posted; posted on; announced; added; release date; 日期; 时间; 发布日期;
        发布时间; 发表日期; 发表时间; 提交日期; 提交时间; 更新日期; 更新时间; 首次提交; 投稿日; 公開日; 発表日; 日付; 提出日; 更新日; 発行日; 날짜;
        게시일; 발행일; 제출일; 등록일; 발표일; datum; veröffentlicht; eingereicht; erschienen; date de publication; publié; publié le;
        soumis le; fecha; publicado; fecha de publicación; enviado; data; pubblicato; дата; опубликовано; дата публикации; tarih;
        ngày; ngày đăng; ngày công bố; ngày xuất bản; pubdate; pub date; year; jahr; année; año; 年份; 年; year published""",
    "arxiv": """arxiv; arxiv id; arxivid; arxiv number; arxiv no; eprint; arxiv 编号; arxiv编号; arxiv 번호; mã arxiv; arxiv 号; paper id;
        论文编号; 論文id; identifier""",
    "doi": "doi; doi link; doi url",
    "votes": """votes; upvotes; upvote; up votes; likes; vote; points; 点赞; 点赞数; 赞; 票数; いいね; いいね数; 추천; 추천수; 좋아요; stimmen;
        votos; voti; голоса; lượt thích; bình chọn; hf upvotes; hugging face upvotes; beğeni""",
    "type": "type; kind; item type; entry type; 类型; 種類; 種別; 종류; art; тип; loại; tipo",
    "number": "no; nr; id; rank; index; 序号; 编号; 排名; 順位; 순위; 번호; stt; rang; platz; #",
    "venue": """venue; journal; journal ref; journal reference; conference; published in; proceedings; booktitle; comments; comment;
        subjects; subject; primary subject; categories; category; primary category; arxiv categories; subject class; msc class;
        acm class; report no; affiliation; affiliations; institution; institutions; citations; cited by; bibtex; 期刊; 会议; 发表会议;
        发表于; 分类; 类别; 学科; 学科分类; 主分类; 备注; 注释; 机构; 单位; 引用; 引用数; 会議; 分野; カテゴリ; カテゴリー; コメント; 所属;
        학회; 학술지; 분야; 카테고리; 소속; 분류; kategorien; kategorie; fachgebiet; zeitschrift; konferenz; kommentar; catégories;
        catégorie; revue; commentaires; categorías; categoría; revista; conferencia; comentarios; categorie; rivista; категории;
        категория; журнал; комментарии; danh mục; chuyên mục; lĩnh vực; hội nghị; tạp chí; kategori; publisher; volume; pages;
        isbn; issn; pmid; pmcid; citekey; cite key; citation key; publication; relevance score; relevance""",
    "related": """related; related papers; related work; similar; similar papers; see also; references; reference; referenzen; cites;
        cited papers; further reading; recommended; 相关论文; 相关工作; 相似论文; 参考文献; 関連論文; 参考; 관련 논문; verwandte arbeiten;
        articles liés; artículos relacionados; похожие статьи; bài báo liên quan; discussion; discussions; twitter; hacker news;
        reddit; huggingface; hugging face; alphaxiv""",
    "other": """keywords; key words; keyword; tags; tag; topics; topic; status; rating; score; language; notes; note; my notes; task;
        tasks; datasets; dataset; model; models; method; methods; methodology; results; result; conclusion; limitations; strengths;
        weaknesses; motivation; background; problem; approach; project; project page; demo; video; slides; poster; homepage; stars;
        关键词; 标签; 主题; 领域; 方法; 结果; 结论; 评分; 项目主页; 项目; 数据集; 局限; 动机; 问题; 创新点; 实验; キーワード; タグ; 手法; 結果;
        키워드; 태그; 방법; 결과; schlagwörter; schlüsselwörter; mots clés; palabras clave; parole chiave; ключевые слова; từ khóa;
        anahtar kelimeler; open access; license; lizenz; priority; 优先级; 相关度; 推荐指数""",
}  # fmt: skip
_EMOJI: dict[str, Field] = {
    "👥": "authors", "👤": "authors", "✍": "authors", "🧑": "authors", "👨": "authors", "👩": "authors", "📅": "date", "🗓": "date",
    "📆": "date", "🕒": "date", "⬆": "votes", "👍": "votes", "🔺": "votes", "❤": "votes", "💻": "code", "🐙": "code", "🧑‍💻": "code",
}  # fmt: skip
_FOLD = re.compile(r"[^\w#]+")
_BRACKETS = re.compile(r"\s*[（(\[【].{0,40}?[）)\]】]\s*")
LABEL_LETTERS = 42
"""No label is longer."""


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text.casefold().replace("_", " ")).strip()


_FIELDS: dict[str, Field] = {_folded(word): name for name, words in _WORDS.items() for word in words.split(";")}


@lru_cache(maxsize=4096)
def field_of(label: str) -> Field:
    """The field that a label announces, "" for an unknown one: `Authors`, `📝 摘要（原文）`, `作者 / Authors`, `**PDF**`."""
    if len(label) > 2 * LABEL_LETTERS:
        return ""
    label = unescape(label)
    for text in (label, _BRACKETS.sub(" ", label)):
        folded = _folded(text)
        if folded in _FIELDS:
            return _FIELDS[folded]
        if folded.endswith("s") and folded[:-1] in _FIELDS:
            return _FIELDS[folded[:-1]]
    for part in re.split(r"[/|｜(（\[【&,、]| and ", label):
        if found := _FIELDS.get(_folded(part)):
            return found
    # "2. Authors", "3 authors" is a number and no label; "Authors 3" is not known either.
    bare = re.sub(r"^\s*\d{1,2}[.)、]\s*", "", label)
    return _FIELDS.get(_folded(bare), "") if bare != label else ""


def emoji_field(text: str) -> Field:
    """The field that a leading emoji stands for where there is no word (`👥 Ada Lovelace`)."""
    if text[:1].isascii():
        return ""
    return next((name for sign, name in _EMOJI.items() if text.startswith(sign)), "")
