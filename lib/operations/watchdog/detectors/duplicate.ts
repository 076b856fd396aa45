import { answer, subjectOf, UNKNOWN, type Detector } from "../facts";

export const duplicate: Detector = {
  kind: "duplicate",
  detect: ({ campaigns, engine: { workflows } }) => {
    if (workflows === null) return UNKNOWN;
    return answer(
      campaigns.flatMap((campaign) =>
        campaign.rows.flatMap((row) => {
          const key = `campaign:${subjectOf(campaign, row)}`;
          const copies = workflows.filter(
            (one) => one.key === key && row.workflow_id !== null && one.workflowId !== row.workflow_id && !one.archived,
          );
          return copies.map(({ workflowId, active, name }) => ({
            kind: "duplicate" as const,
            subject: workflowId,
            campaignId: campaign.id,
            title: name,
            words: `${name} is a copy of ${row.name ?? row.template} made by hand. ${active ? "It is unpublished, and kept." : "It does not run."}`,
            healing: active ? ("unpublish" as const) : null,
            workflowId,
          }));
        }),
      ),
    );
  },
};
