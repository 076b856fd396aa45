import { TellDecision } from "@/lib/autopilot/chat/jobs";
import { tellDecision } from "@/lib/autopilot/chat/tell-decision";
import { handle } from "../handler";

export default handle(TellDecision, tellDecision);
