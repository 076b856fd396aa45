import { selectRepositories } from "@/lib/providers/source-control/select";
import { readTemplate } from "../read-template";
import { runtimeName, templateAction } from "../names";
import { findEarlierRuntime } from "./find-earlier-runtime";
import type { ProvisioningStep } from "../step";

export const createRepository: ProvisioningStep = {
  name: "create_repository",
  title: "A repository of its own",
  timeoutSeconds: 120,
  advice:
    "Git has to be installed on the machine that runs Greenlight; with RUNTIME_TARGET=cloud, the token of GitHub must be allowed to make repositories. Then try again.",

  run: async (ctx, _made, signal) => {
    const earlier = await findEarlierRuntime(ctx);
    if (earlier) return { repository: earlier.repository, commit: earlier.commit };
    const repository = runtimeName(ctx.projectId);
    const { sha } = await selectRepositories(ctx.target).commit(
      {
        repository,
        message: "Begin with the template of a company's runtime",
        changes: await readTemplate(),
        action: templateAction(ctx.projectId),
      },
      signal,
    );
    return { repository, commit: sha };
  },

  // A repository that a company has worked with stays.
  undo: async (ctx, _made, signal) => {
    if (await findEarlierRuntime(ctx)) return {};
    await selectRepositories(ctx.target).remove(runtimeName(ctx.projectId), signal);
    return { repository: null, commit: null };
  },
};
