"""Word documents as Markdown. docs/assets/docx/ does the same in the browser, held to the same vectors."""
