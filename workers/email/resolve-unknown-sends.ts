import { ResolveUnknownSends } from "@/lib/outreach/sequence/jobs";
import { resolveUnknownSends } from "@/lib/outreach/sequence/resolve-unknown-sends";
import { handle } from "../handler";

export default handle(ResolveUnknownSends, resolveUnknownSends);
