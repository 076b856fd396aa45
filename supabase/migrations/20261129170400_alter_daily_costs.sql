comment on table public.daily_costs is 'Owner: spending. Model calls by the day of the workspace''s time zone, added in the transaction that ends them.';
