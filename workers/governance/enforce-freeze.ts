import { enforceFreeze } from "@/lib/governance/enforce-freeze";
import { EnforceFreeze } from "@/lib/governance/jobs";
import { handle } from "../handler";

export default handle(EnforceFreeze, enforceFreeze);
