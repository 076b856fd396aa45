-- Earlier versions kept only each workflow's id; its path follows from campaign and template.
update genesis.ignition_state s
set workflow_ids = coalesce((
  select jsonb_object_agg(template, jsonb_build_object(
    'workflowId', id,
    'webhookPath', format('greenlight/%s/%s', s.campaign_id, replace(template, '_', '-')),
    'name', initcap(replace(template, '_', ' '))))
  from jsonb_each_text(s.workflow_ids) as known (template, id)), '{}')
where jsonb_path_exists(s.workflow_ids, '$.* ? (@.type() == "string")');
