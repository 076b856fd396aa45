import { FollowDecision } from "@/lib/company/tasks/jobs";
import { followDecision } from "@/lib/company/tasks/follow-decision";
import { handle } from "../handler";

export default handle(FollowDecision, followDecision);
