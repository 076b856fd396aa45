import { checkHost } from "@/lib/outreach/tracking/check-host";
import { CheckHost } from "@/lib/outreach/tracking/jobs";
import { handle } from "../handler";

export default handle(CheckHost, (ctx) => checkHost(ctx));
