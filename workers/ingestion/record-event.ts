import { RecordEvent } from "@/lib/ingestion/jobs";
import { receiveEvents } from "@/lib/ingestion/receive-events";
import { handle } from "../handler";

export default handle(RecordEvent, (ctx, { event }) => receiveEvents(ctx, event));
