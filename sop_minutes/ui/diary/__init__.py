"""The diary: every meeting, past and to come."""
