"""Pure Python: words, rules, the note grammar, dates, frozen sheets. No database, no files, no Qt."""
