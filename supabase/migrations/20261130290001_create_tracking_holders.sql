create table genesis.tracking_holders (
  workspace_id uuid not null references public.workspaces (id),
  host text not null check (length(host) <= 253),
  held_from timestamptz not null,
  held_until timestamptz check (held_until >= held_from),
  proof text not null check (proof in ('answer', 'record')),
  primary key (workspace_id, host, held_from)
);
comment on table genesis.tracking_holders is 'Owner: tracking. Which company''s links a host carried, from when until when. It outlives the company, so that another one proves that the host is its own.';
comment on column genesis.tracking_holders.held_until is 'When the company gave the host up; null: it has not.';
comment on column genesis.tracking_holders.proof is '`answer`: the host led here. `record`: it did, and a TXT record in its zone named the company as well, because another one had held it.';

create index tracking_holders_host on genesis.tracking_holders (host, held_from desc);

call private.protect_tenant_table('genesis.tracking_holders', 'select, insert, update');
grant select on genesis.tracking_holders to authenticated;
