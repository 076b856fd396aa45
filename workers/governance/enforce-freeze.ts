import { enforceFreeze } from "@/lib/operations/governance/enforce-freeze";
import { EnforceFreeze } from "@/lib/operations/governance/jobs";
import { handle } from "../handler";

export default handle(EnforceFreeze, enforceFreeze);
