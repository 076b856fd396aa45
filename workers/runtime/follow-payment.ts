import { followPayment } from "@/lib/operations/runtimes/follow-payment";
import { FollowPayment } from "@/lib/operations/runtimes/jobs";
import { handle } from "../handler";

export default handle(FollowPayment, followPayment);
