// A module of the old kind among those of the new.

import library = require("twitter-feedback");

export = { Client: library.Client, FeedbackError: library.FeedbackError };
