namespace Agent.Core.Deals;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In whole units of the currency, for example euros.</param>
/// <param name="Currency">ISO 4217 code, for example <c>EUR</c>.</param>
public readonly record struct Money(decimal Amount, string Currency);
