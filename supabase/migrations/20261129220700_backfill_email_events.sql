-- The recipient belongs to the key of an event, and whether a bounce is final: as record-events.ts writes it.
update public.email_events
set event_key = (case when is_test then left(event_key, -8) else left(event_key, -1) end)
  || ',' || to_json(contact_email)::text
  || (case when event_type = 'bounced' and metadata ->> 'bounce_type' = 'soft' then ',"soft"' else '' end)
  || (case when is_test then ',"test"]' else ']' end)
where event_key is not null;
