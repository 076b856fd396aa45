alter table genesis.link_clicks
  alter column link drop not null,
  drop constraint link_clicks_machine_check,
  add constraint link_clicks_machine_check check (machine in ('head', 'prefetch', 'agent', 'proxy', 'burst'));
comment on table genesis.link_clicks is 'Owner: tracking. Each request for a link of a sent email, or for its picture where opens are counted; those of machines are told apart before one becomes an event.';
comment on column genesis.link_clicks.link is 'Which link of the email, counted from 0; null: its picture.';
