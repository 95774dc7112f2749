require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/emails/outbox/0b5c1a8e-7a42-4f16-8d0f-6f1f6a0f3c11")
request = Net::HTTP::Patch.new(uri)
request["X-Hexclave-Access-Type"] = "server"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Secret-Server-Key"] = "ssk_<your secret server key>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  scheduled_at_millis: 1760007200000
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
