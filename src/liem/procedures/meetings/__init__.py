"""Meetings of a case: convened without those who must stand aside, counted by two tellers, never telling one vote."""
