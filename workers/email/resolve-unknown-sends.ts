import { ResolveUnknownSends } from "@/lib/email/jobs";
import { resolveUnknownSends } from "@/lib/email/resolve-unknown-sends";
import { handle } from "../handler";

export default handle(ResolveUnknownSends, resolveUnknownSends);
