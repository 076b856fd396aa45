-- The claim that the application took over to send itself: while it is the email's claim, no workflow may confirm or settle it.
alter table genesis.sequence_emails add column gateway_claim_id uuid;
