import type { NewSecrets } from "@/lib/foundation/credentials/replace-shared-secrets";

/** Tells the workspace that its secrets were replaced without being shown, because the one who did it may not see them any more. */
export const replacedNotice = (why: string, { secret_keys }: NewSecrets) => ({
  type: "secrets.replaced",
  title:
    secret_keys.length === 0
      ? `${why}: the webhook token was replaced`
      : `${why}: the webhook token and ${secret_keys.length} secret website keys were replaced. Make new secret keys for your servers.`,
  data: { project_ids: secret_keys.map(({ project_id }) => project_id) },
});
