-- The sender, the footer and the headers change later; an email that left is shown as it left. Null: it did not leave, or left before this.
alter table genesis.sequence_emails add column sent_as jsonb;
comment on column genesis.sequence_emails.sent_as is 'The email as it was handed out by its last claim.';
