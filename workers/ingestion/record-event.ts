import { RecordEvent } from "@/lib/metering/events/jobs";
import { receiveEvents } from "@/lib/metering/events/receive-events";
import { handle } from "../handler";

export default handle(RecordEvent, (ctx, { event }) => receiveEvents(ctx, event));
