using TalentRegistry.Server.CommandLine;

return await RegistryCommandLine.RunAsync(args);
