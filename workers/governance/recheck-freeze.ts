import { enforceFreeze } from "@/lib/governance/enforce-freeze";
import { RecheckFreeze } from "@/lib/governance/jobs";
import { handle } from "../handler";

export default handle(RecheckFreeze, enforceFreeze);
