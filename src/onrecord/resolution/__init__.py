"""Words to actors, roles, dates, report chains, events and tensions."""
