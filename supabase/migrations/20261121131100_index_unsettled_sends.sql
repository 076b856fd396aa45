-- The sweep looks every minute for mails that were claimed and have no outcome; there are few of them.
create index sequence_emails_unsettled on genesis.sequence_emails (status, claimed_at) where status in ('claimed', 'unknown');

-- The sweep notices claims without an outcome also while no campaign asks for mail.
grant execute on function private.expire_claims(uuid, timestamptz) to tenant_role;
