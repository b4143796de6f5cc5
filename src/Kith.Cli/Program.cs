using Kith.Cli;
using Kith.Cli.Census;

OwnerOnly.FromNow();

// Validating a return must be over at once, so it starts before anything that the other commands need is loaded.
return CensusCommands.TryQuickly(args) ?? await Commands.Run(args);
