"""Parts of the window that the first paint does not need: each is imported and made when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from readerapp.gui.window import Window

T = TypeVar("T")


class Later(Generic[T]):
    """An attribute of the window, made once by `name(window)` of the module `readerapp.gui.module`."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __set_name__(self, owner: type, attribute: str) -> None:
        self._attribute = attribute

    @overload
    def __get__(self, window: None, owner: type) -> Later[T]: ...
    @overload
    def __get__(self, window: Window, owner: type) -> T: ...
    def __get__(self, window: Window | None, owner: type) -> Any:
        if window is None:
            return self
        made = getattr(import_module(f"readerapp.gui.{self._module}"), self._name)(window)
        # From now on the attribute itself is found, and this is not asked again.
        window.__dict__[self._attribute] = made
        return made


def make_all(window: Window) -> None:
    """Make every part that is still to be made: after the first paint, so that no key has to wait for it."""
    for attribute, later in vars(type(window)).items():
        if isinstance(later, Later):
            getattr(window, attribute)
