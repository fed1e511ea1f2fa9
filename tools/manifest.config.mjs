// The analyzer writes its own line into package.json unless it is told not to, and only a file can tell it.
export default { packagejson: false };
