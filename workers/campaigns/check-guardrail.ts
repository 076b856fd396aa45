import { checkGuardrail } from "@/lib/outreach/campaigns/check-guardrail";
import { CheckGuardrail } from "@/lib/outreach/campaigns/jobs";
import { handle } from "../handler";

export default handle(CheckGuardrail, checkGuardrail);
