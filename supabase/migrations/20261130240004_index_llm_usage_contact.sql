create index llm_usage_contact on public.llm_usage (workspace_id, contact_email) where contact_email is not null;
