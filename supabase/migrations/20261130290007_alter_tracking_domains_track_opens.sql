alter table genesis.tracking_domains add column track_opens boolean not null default false;
comment on table genesis.tracking_domains is 'Owner: tracking. The host of the company''s own that links in its emails lead to, as the last check found it, and whether clicks and opens are counted.';
