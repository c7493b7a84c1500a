"""From circulated to published, in the window: approving, versions, publishing, restricting, releasing."""
