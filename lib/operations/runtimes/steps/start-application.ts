import { appUrl } from "@/lib/platform/env";
import { selectDatabases } from "@/lib/providers/database/select";
import { selectAppHosting } from "@/lib/providers/hosting/select";
import { runtimeName } from "../names";
import { openRuntimeSecrets } from "../open-runtime-secrets";
import { readRelease } from "../read-release";
import type { ProvisioningStep } from "../step";

export const startApplication: ProvisioningStep = {
  name: "start_application",
  title: "The application, with its variables",
  timeoutSeconds: 300,
  advice:
    "Look at `application.log` in the folder of the runtime in Greenlight’s home, or with RUNTIME_TARGET=cloud at the deployment in Vercel or Render, which must be allowed to read the repositories, then try again.",

  run: async (ctx, made, signal) => {
    const name = runtimeName(ctx.projectId);
    const secrets = await openRuntimeSecrets(ctx);
    const { sha, files } = await readRelease({ ...made, target: ctx.target }, signal);
    const hosting = selectAppHosting(ctx.target);
    await hosting.setEnvironment(
      name,
      {
        DATABASE_URL: await selectDatabases(ctx.target).urlOf({ name, password: secrets.database_password }, signal),
        RUNTIME_KEY: secrets.runtime_key,
        GREENLIGHT_URL: appUrl(),
        GREENLIGHT_TOKEN: secrets.gateway_token,
      },
      signal,
    );
    const { serviceId, url } = await hosting.deploy({ name, commit: sha, files }, signal);
    return { service: serviceId, url };
  },

  undo: async (ctx, _made, signal) => {
    await selectAppHosting(ctx.target).remove(runtimeName(ctx.projectId), signal);
    return { service: null, url: null };
  },
};
