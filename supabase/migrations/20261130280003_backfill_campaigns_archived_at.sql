-- when older ones were archived is unknown: their thirty days begin with this version
update public.campaigns set archived_at = now() where status = 'archived' and deleted_at is null;
