using Agent.Core.Insight.Reading;
using Agent.Core.Tests.Insight.Qualification;

namespace Agent.Core.Tests.Insight.Reading;

public sealed class QuantitiesTests
{
    private static readonly ProductIndex Products = new(Talks.Prices.Entries.Select(e => e.Product));

    [Theory]
    [InlineData("FlowMaster Pump=2", "B: I need two units of the FlowMaster Pump.")]
    [InlineData("FlowMaster Pump=3", "B: We'd take three FlowMaster Pumps.")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=4; HydroSense Kit=1", "B: That's 2 FlowMaster Pumps, 4 AquaSeal Valves and a HydroSense Kit.")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=3", "B: 2 of the FlowMaster Pump and 3 of the AquaSeal Valve, please.")]
    [InlineData("FlowMaster Pump=4; AquaSeal Valve=4", "R: You're interested in the FlowMaster Pump and the AquaSeal Valve, four units of each?")]
    [InlineData("FlowMaster Pump=4; AquaSeal Valve=4", "R: You're looking at the FlowMaster Pump and the AquaSeal Valve?", "B: Yes, four of each.")]
    [InlineData("FlowMaster Pump=3; AquaSeal Valve=3", "B: We want three each of the FlowMaster Pump and the AquaSeal Valve.")]
    [InlineData("FlowMaster Pump=2", "R: The FlowMaster Pump is our bestseller.", "B: Good, I'd want two of those for our plant.")]
    [InlineData("FlowMaster Pump=2", "R: How many FlowMaster Pumps do you need?", "B: Two.")]
    [InlineData("FlowMaster Pump=12", "B: A dozen FlowMaster Pumps.")]
    [InlineData("FlowMaster Pump=2", "B: A couple of FlowMaster Pumps would do.")]
    [InlineData("FlowMaster Pump=5", "B: FlowMaster Pump x5.")]
    [InlineData("FlowMaster Pump=5", "B: 5x FlowMaster Pump.")]
    [InlineData("FlowMaster Pump=3", "B: We need three units for the FlowMaster Pump.")]
    [InlineData("FlowMaster Pump=4", "R: Now the FlowMaster Pump, which you'd like to purchase four units of.")]
    [InlineData("FlowMaster Pump=25", "B: twenty-five FlowMaster Pumps")]
    [InlineData("FlowMaster Pump=1", "B: Just a single FlowMaster Pump.")]
    [InlineData("FlowMaster Pump=1; AquaSeal Valve=2", "B: One FlowMaster Pump and two of the AquaSeal Valves.")]
    [InlineData("FlowMaster Pump=3", "B: We need two FlowMaster Pumps.", "R: Noted.", "B: Actually, make that three.")]
    [InlineData("FlowMaster Pump=3", "B: We need two FlowMaster Pumps.", "R: Noted.", "B: Sorry, three FlowMaster Pumps.")]
    [InlineData("AquaSeal Valve=2", "B: We need two FlowMaster Pumps and two AquaSeal Valves.", "B: Let's drop the FlowMaster Pump.")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=3; HydroSense Kit=3", "R: So FlowMaster Pump, AquaSeal Valve and HydroSense Kit?", "B: Yes: 2 units of the FlowMaster Pump, and 3 units each of the other two products.")]
    [InlineData("FlowMaster Pump=2", "B: two flow master pumps")]
    [InlineData("FlowMaster Pump=2", "B: two FlowMastr Pumps")]
    [InlineData("HydroSense Kit=2", "B: two HydroSense, please")]
    [InlineData("FlowMaster Pump=4", "B: We plan on four licenses of FlowMaster Pump for 20 users.")]
    [InlineData("FlowMaster Pump=4; AquaSeal Valve=2", "B: We'll go with 4 of FlowMaster Pump, plus 2 AquaSeal Valve units.")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=2", "B: Two units of both the FlowMaster Pump and the AquaSeal Valve.")]
    [InlineData("FlowMaster Pump=3", "R: For the FlowMaster Pump, you want three units, correct?", "B: Correct.")]
    [InlineData("FlowMaster Pump=2", "R: Tell me about the FlowMaster Pump.", "B: We were thinking of getting 2 units.")]
    [InlineData("FlowMaster Pump=3; AquaSeal Valve=1", "R: I have you down for three FlowMaster Pump units and one AquaSeal Valve.", "B: Yes.")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=4", "B: We're looking for the FlowMaster Pump, two units, and the AquaSeal Valve, four units.")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=4", "B: For FlowMaster Pump we need two, and for AquaSeal Valve we need four.")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=4", "B: FlowMaster Pump (2 units) and AquaSeal Valve (4 units).")]
    [InlineData("FlowMaster Pump=2; AquaSeal Valve=4", "B: FlowMaster Pump and AquaSeal Valve, two and four units respectively.")]
    [InlineData("FlowMaster Pump=3; AquaSeal Valve=3", "R: So that's FlowMaster Pump and AquaSeal Valve.", "B: Yes, three units each.")]
    [InlineData("FlowMaster Pump=3", "R: So, the FlowMaster Pump. How many would you need?", "B: We'd need 3 to start with.")]
    [InlineData("FlowMaster Pump=10", "B: We need ten additional FlowMaster Pumps.")]
    [InlineData("AquaSeal Valve=4; FlowMaster Pump=6", "R: So it's the FlowMaster Pump and the AquaSeal Valve.", "B: We'd want six pumps and a couple of valves.", "R: Six pumps, four valves.", "B: Right.")]
    [InlineData("AquaSeal Valve=6; FlowMaster Pump=12", "R: The FlowMaster Pump and the AquaSeal Valve, how many?", "B: Twelve halls, each with one.", "R: A dozen pumps, half a dozen valves.", "B: Yes.")]
    [InlineData("FlowMaster Pump=8", "R: For the FlowMaster Pump, how many sites have you got?", "B: Five in Oslo, three in Bergen.", "R: Let me write that down.")]
    [InlineData("FlowMaster Pump=8", "R: For the FlowMaster Pump, how many sites have you got?", "B: Five in Oslo, three in Bergen.", "R: So eight pumps.", "B: They are all quite old.")]
    [InlineData("FlowMaster Pump=30", "R: How many FlowMaster Pumps?", "B: In the old hall eighteen. In the new one, twelve.", "R: Thirty in all, then.", "B: We're proud of it.")]
    [InlineData("AquaSeal Valve=2; FlowMaster Pump=2", "R: FlowMaster Pump and AquaSeal Valve, is that right?", "B: A couple of pumps, and I've got room for valves too, two.", "R: Two and two.", "B: The canteen smells.")]
    [InlineData("AquaSeal Valve=2; FlowMaster Pump=2", "B: Two FlowMaster Pumps and two AquaSeal Valves.", "R: The four pieces land at your figure.", "B: Good, yes.")]
    [InlineData("FlowMaster Pump=1", "R: How many FlowMaster Pumps? I'd suggest two.", "B: There isn't room for two, I've measured. It's one, by the door.", "R: One, then.", "B: Good.")]
    [InlineData("FlowMaster Pump=1", "R: You asked about the FlowMaster Pump.", "B: Just the one unit, though.")]
    [InlineData("FlowMaster Pump=8", "R: Eight pumps and eight valves, I have here.", "B: Eight FlowMaster Pumps, yes. The AquaSeal Valves we don't need any more.")]
    [InlineData("FlowMaster Pump=60", "R: You need 60 FlowMaster Pump units?", "B: Yes, sixty FlowMaster Pumps, for two halls. Draining takes us three nights each month.")]
    [InlineData("FlowMaster Pump=8; AquaSeal Valve=3", "R: Eight pumps and three valves, I have here.", "B: Yes.")]
    [InlineData("FlowMaster Pump=5", "B: Five FlowMaster Pumps.", "B: The shifts work four hours each day.")]
    [InlineData("FlowMaster Pump=4; AquaSeal Valve=1", "B: 1. Hall north: four FlowMaster Pumps\n2. Hall south: one AquaSeal Valve")]
    public void Read_Talk_BindsNumbersToProducts(string expected, params string[] lines)
    {
        var text = Talks.Read(lines);
        var counts = Quantities.Read(text, Products).Quantities.GroupBy(q => q.Product).Select(g => g.Last()).Where(q => q.Units > 0).Select(q => $"{q.Product}={q.Units}");

        string.Join("; ", counts.Order()).ShouldBe(string.Join("; ", expected.Split("; ").Order()));
    }

    [Fact]
    public void Read_GenericWordOfAName_IsNoMention() =>
        Quantities.Read(Talks.Read("B: We lose 200 litres when you count the pump.", "B: The FlowMaster Mini is fine, but three kits were stolen."), Products).Products.ShouldHaveSingleItem().Mention.Product.ShouldBe("FlowMaster Mini");

    [Theory]
    [InlineData("B: Make it six pumps.", 6)]
    [InlineData("B: The pump leaks.", null)]
    public void Read_ProductNamedInAnEarlierText_IsMeantByItsLastWordBehindANumber(string line, int? units) =>
        Quantities.Read(Talks.Read(line), Products, ["FlowMaster Pump"]).Quantities.Select(q => (int?)q.Units).FirstOrDefault().ShouldBe(units);

    [Fact]
    public void Read_SellersOwnSuggestion_IsNotAgreed() =>
        Quantities.Read(Talks.Read("B: I'd take two FlowMaster Pumps.", "R: I'd suggest three FlowMaster Pumps.", "B: The canteen smells."), Products)
            .Quantities.Last(q => q.Agreed).Units.ShouldBe(2);

    [Fact]
    public void Read_TheBoardAmongNamedProducts_IsNoProduct() =>
        Quantities.Read(Talks.Read("B: We want two FlowMaster Pumps.", "B: It goes from Geir to the kit, in theory."), Products)
            .Products.ShouldAllBe(p => p.Mention.Product == "FlowMaster Pump");

    [Theory]
    [InlineData("B: We have three plants and the FlowMaster Pump looks right.")]
    [InlineData("B: The FlowMaster Pump for $500?")]
    [InlineData("R: The FlowMaster Pump comes with 24/7 support and a 2 year warranty.")]
    [InlineData("B: We want the FlowMaster Pump within three days.")]
    [InlineData("R: One of our customers uses the FlowMaster Pump.")]
    [InlineData("R: This one, the FlowMaster Pump, saves 20% energy.")]
    public void Read_OtherNumbers_BindsNothing(string line) =>
        Quantities.Read(Talks.Read(line), Products).Quantities.ShouldBeEmpty();

    [Fact]
    public void Read_Quantity_SpanIsInTheSource()
    {
        var text = Talks.Read("B: I need two units of the FlowMaster Pump.");

        var found = Quantities.Read(text, Products).Quantities.ShouldHaveSingleItem();

        text.Text[found.Start..found.End].ShouldBe("two units");
    }
}
