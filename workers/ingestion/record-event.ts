import { RecordEvent } from "@/lib/metering/ingestion/jobs";
import { receiveEvents } from "@/lib/metering/ingestion/receive-events";
import { handle } from "../handler";

export default handle(RecordEvent, (ctx, { event }) => receiveEvents(ctx, event));
