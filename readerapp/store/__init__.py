"""The library on disk. THE ONLY room with SQL, and the only user of sqlite-utils and sqlite3."""
