export type Place = { origin: string; workspaceId: string; projectId: string; publishableKey: string | null };

const command = (url: string, headers: readonly string[], body: object): string =>
  [`curl '${url}' \\`, ...headers.map((header) => `  -H '${header}' \\`), `  -d '${JSON.stringify(body)}'`].join("\n");

/** Reports one sent mail; the person puts the token in. */
export const eventExample = ({ origin, workspaceId }: Place): string =>
  command(`${origin}/api/events`, ["content-type: application/json", "x-webhook-token: YOUR_WEBHOOK_TOKEN"], {
    workspace_id: workspaceId,
    contact_email: "ada@example.com",
    event_type: "sent",
    idempotency_key: "my-first-event",
  });

/** Reports one lead, with the key that may stand on a website. */
export const analyticsExample = ({ origin, projectId, publishableKey }: Place): string =>
  command(
    `${origin}/api/projects/${projectId}/analytics/events`,
    ["content-type: application/json", `x-project-key: ${publishableKey ?? "YOUR_PUBLISHABLE_KEY"}`],
    { event_id: "my-first-lead", name: "lead" },
  );

/** The script tag with which a website reports its page views. */
export const scriptExample = ({ origin, projectId, publishableKey }: Place): string =>
  `<script defer src="${origin}/g.js" data-project="${projectId}" data-key="${publishableKey ?? "YOUR_PUBLISHABLE_KEY"}"></script>`;
