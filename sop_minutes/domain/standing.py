"""What the rows of each table stand under, and which bear a mark of who may see them."""

ABOVE = {
    "action_links": ("action_id", "actions"),
    "action_owners": ("action_id", "actions"),
    "action_updates": ("action_id", "actions"),
    "actions": ("point_id", "points"),
    "approvals": ("meeting_id", "meetings"),
    "attendance": ("meeting_id", "meetings"),
    "chaser_actions": ("action_id", "actions"),
    "circulated_files": ("circulation_id", "circulations"),
    "circulations": ("meeting_id", "meetings"),
    "group_names": ("group_id", "groups"),
    "invitations": ("meeting_id", "meetings"),
    "items": ("meeting_id", "meetings"),
    "leads": ("priority_id", "priorities"),
    "organisation_names": ("organisation_id", "organisations"),
    "outcomes": ("priority_id", "priorities"),
    "person_names": ("person_id", "people"),
    "points": ("item_id", "items"),
    "proposals": ("action_id", "actions"),
    "publications": ("meeting_id", "meetings"),
    "recipients": ("circulation_id", "circulations"),
    "referrals": ("point_id", "points"),
    "returned_changes": ("copy_id", "returned_copies"),
    "returned_copies": ("meeting_id", "meetings"),
    "seat_holders": ("seat_id", "seats"),
    "seats": ("group_id", "groups"),
    "timetable": ("report_id", "reports"),
}
"""What each row stands under: by which column, in which table."""

MARKED = frozenset({"action_updates", "actions", "items", "points"})
"""What bears a mark of its own of who may see it."""

PEOPLE = "people"
"""Whose rows say who is to be named by role only, in what is public."""
