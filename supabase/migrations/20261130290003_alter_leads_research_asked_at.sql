alter table genesis.leads add column research_asked_at timestamptz;
comment on column genesis.leads.research_asked_at is 'When a member asked that a lead with a research note is researched again; null once that has happened.';
