import { getSettings } from "@/lib/autopilot/nightshift/get-settings";
import { saveSettings } from "@/lib/autopilot/nightshift/save-settings";
import { SaveSettings } from "@/lib/autopilot/nightshift/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → { mode, mode_chosen, hour, cadence } */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => getSettings(ctx, params),
});

/** PUT { mode?, hour?, cadence? } → the settings in force */
export const PUT = projectRoute({
  input: { params: ProjectRef, body: SaveSettings },
  handler: (ctx, { params, body }) => saveSettings(ctx, { ...params, ...body }),
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods({ GET, PUT });
