using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.BankSettlement.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OrderOfANotice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "out_trade_no",
                table: "channel_notices",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_notices_out_trade_no",
                table: "channel_notices",
                column: "out_trade_no",
                filter: "out_trade_no is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_channel_notices_out_trade_no",
                table: "channel_notices");

            migrationBuilder.DropColumn(
                name: "out_trade_no",
                table: "channel_notices");
        }
    }
}
