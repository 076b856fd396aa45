import { ResolveUnknownSends } from "@/lib/outreach/email/jobs";
import { resolveUnknownSends } from "@/lib/outreach/email/resolve-unknown-sends";
import { handle } from "../handler";

export default handle(ResolveUnknownSends, resolveUnknownSends);
