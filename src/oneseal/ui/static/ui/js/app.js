// What the pages do beyond plain HTML. Every page works without this file.
import { startReadingAloud } from "./aloud.js";
import { startAutosave } from "./autosave.js";
import { startBulkBar } from "./bulk.js";
import { startCharts } from "./charts.js";
import { startDialogs } from "./dialog.js";
import { startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { startPreferences } from "./preferences.js";
import { startRail } from "./rail.js";
import { startSections } from "./sections.js";
import { startUploads } from "./upload.js";

startKeys();
startForms();
startDialogs();
startBulkBar();
startAutosave();
startUploads();
startPreferences();
startRail();
startReadingAloud();
startCharts();
startSections();
