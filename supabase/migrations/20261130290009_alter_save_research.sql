-- As every function that names the leads: a plan that is kept for every workspace locks the leads of all of them.
alter function genesis.save_research(uuid, uuid, uuid, text) set plan_cache_mode = force_custom_plan;
