-- Letters about training are asked for with everything that they say; sessions are not looked up any more.
DROP TABLE "session";
