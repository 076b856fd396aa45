alter table genesis.ignition_state add column workflows_version text;
comment on column genesis.ignition_state.workflows_version is
  'Which version of the workflow templates n8n holds. Null: from before versions were kept.';
comment on column genesis.ignition_state.workflow_ids is
  'By template: { workflowId, webhookPath, name } as it was deployed.';
