create table genesis.link_clicks (
  id uuid not null default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  claim_id uuid not null,
  link smallint not null check (link between 0 and 199),
  at timestamptz not null,
  visitor text check (length(visitor) <= 40),
  machine text check (machine in ('head', 'prefetch', 'agent', 'burst')),
  reported_at timestamptz,
  primary key (workspace_id, id)
);
comment on table genesis.link_clicks is 'Owner: tracking. Each request for a link of a sent email; those of machines are told apart before a click becomes an event.';
comment on column genesis.link_clicks.link is 'Which link of the email, counted from 0.';
comment on column genesis.link_clicks.visitor is 'Tells the hosts that opened one email apart, and nothing else; forgotten once the click is judged.';
comment on column genesis.link_clicks.machine is 'Why it counts as a machine''s; null: as a person''s, once it was reported.';

create index link_clicks_claim on genesis.link_clicks (workspace_id, claim_id);
create index link_clicks_unreported on genesis.link_clicks (workspace_id, at) where reported_at is null;

call private.protect_tenant_table('genesis.link_clicks', 'select, insert, update');
grant select on genesis.link_clicks to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.link_clicks', 714);
